import { afterEach, describe, expect, it, vi } from 'vitest'
import { createPageState, type PageState } from './page-state.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('the state of a page', () => {
  it('is unknown where there is no page', () => {
    expect(open().conditions()).toEqual([])
  })

  it.each([
    [false, ['offline']],
    [true, []],
    [undefined, []],
  ])('knows the device is offline when onLine is %s', (onLine, conditions) => {
    vi.stubGlobal('navigator', { onLine })
    expect(open().conditions()).toEqual(conditions)
  })

  it('is unloading from pagehide until the page comes back', () => {
    const { page, dispatch } = openPage()
    dispatch('pagehide')
    expect(page.conditions()).toEqual(['unloading'])
    dispatch('pageshow')
    expect(page.conditions()).toEqual([])
  })

  it('is unloading after beforeunload, but only for as long as a page takes', () => {
    const { page, dispatch, clock } = openPage()
    dispatch('beforeunload')
    clock.now += 4_999
    expect(page.conditions()).toEqual(['unloading'])
    clock.now += 1
    expect(page.conditions()).toEqual([])
  })

  it('is not unloading for ever when the clock is set back', () => {
    const { page, dispatch, clock } = openPage()
    dispatch('beforeunload')
    clock.now -= 3_600_000
    expect(page.conditions()).toEqual([])
  })

  it('says once that the page is left', () => {
    const { dispatch, left } = openPage()
    dispatch('beforeunload')
    expect(left).not.toHaveBeenCalled()
    dispatch('pagehide')
    expect(left).toHaveBeenCalledOnce()
  })
})

function open(now: () => number = () => 0): PageState {
  return createPageState(now)
}

interface OpenPage {
  readonly page: PageState
  readonly dispatch: (event: string) => void
  readonly left: () => void
  readonly clock: { now: number }
}

function openPage(): OpenPage {
  const window = new EventTarget()
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  const clock = { now: 1_000_000 }
  const left = vi.fn<() => void>()
  const page = open(() => clock.now)
  page.listen(left)
  return { page, left, clock, dispatch: (event) => void window.dispatchEvent(new Event(event)) }
}
