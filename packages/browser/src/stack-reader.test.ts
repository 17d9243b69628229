import { describe, expect, it } from 'vitest'
import { createStackReader, EXTENSION } from './stack-reader.js'

const { readPackage } = createStackReader()

/**
 * Chromium's were recorded in it. Those of Firefox and Safari stand in getsentry/sentry-javascript#3886 and #7993 and
 * in datenanfragen/website#960; where an application takes part, its frames were added in the same form.
 */
const STACKS: readonly { what: string; stack: string; from: string }[] = [
  {
    what: 'an extension in Chromium',
    stack: `Error: late timer
    at chrome-extension://ipgjbgplhphifboangokmenklleefcfa/late.js:1:26`,
    from: EXTENSION,
  },
  {
    what: 'an extension in Firefox',
    stack: `c@moz-extension://8179adbe-8b26-4472-8b6e-beea13f6a80f/js/contentScript.bundle.js:1579:12
h/<@moz-extension://8179adbe-8b26-4472-8b6e-beea13f6a80f/js/contentScript.bundle.js:1555:3
`,
    from: EXTENSION,
  },
  {
    what: 'an extension in Safari, which hides its address',
    stack: '@webkit-masked-url://hidden/:17:189527',
    from: EXTENSION,
  },
  {
    what: 'a larger extension in Safari',
    stack: `y@webkit-masked-url://hidden/:2:2930760
forEach@[native code]
emit@webkit-masked-url://hidden/:2339:17
@webkit-masked-url://hidden/:2138:26`,
    from: EXTENSION,
  },
  {
    what: 'an extension in older versions of Safari',
    stack: 'observe@safari-web-extension://0A1B2C3D-0000-4000-8000-000000000000/inject.js:3:14',
    from: EXTENSION,
  },
  {
    what: 'an extension through functions of the language',
    stack: `TypeError: a is undefined
    at Array.map (<anonymous>)
    at async Promise.all (index 0)
    at new Wallet (chrome-extension://ipgjbgplhphifboangokmenklleefcfa/inpage.js:1:90)`,
    from: EXTENSION,
  },
  {
    what: 'code that an extension evaluates',
    stack: `Error: a
    at eval (eval at run (chrome-extension://ipgjbgplhphifboangokmenklleefcfa/userscript.js:5:1), <anonymous>:1:7)`,
    from: EXTENSION,
  },
  {
    what: 'the application, called by an extension in Chromium',
    stack: `TypeError: Cannot read properties of undefined (reading 'text')
    at readCell (https://shop.example/main.js:1:2000)
    at window.patched (chrome-extension://ipgjbgplhphifboangokmenklleefcfa/early.js:3:31)
    at HTMLButtonElement.onclick (https://shop.example/main.js:1:2100)`,
    from: 'app',
  },
  {
    what: 'the application, called by an extension in Firefox',
    stack: `readCell@https://shop.example/main.js:1:2000
h/<@moz-extension://8179adbe-8b26-4472-8b6e-beea13f6a80f/js/contentScript.bundle.js:1555:3
`,
    from: 'app',
  },
  {
    what: 'the application, called by an extension in Safari',
    stack: `y@webkit-masked-url://hidden/:2:2930760
onclick@https://shop.example/main.js:1:2100`,
    from: 'app',
  },
  {
    what: 'the application that calls into an extension',
    stack: `Error: the wallet is locked
    at request (chrome-extension://ipgjbgplhphifboangokmenklleefcfa/inpage.js:1:90)
    at pay (https://shop.example/main.js:1:2000)`,
    from: 'app',
  },
  {
    what: 'code that the application evaluates, beside an extension',
    stack: `Error: a
    at eval (eval at run (https://shop.example/main.js:5:1), <anonymous>:1:7)
    at window.patched (chrome-extension://ipgjbgplhphifboangokmenklleefcfa/early.js:3:31)`,
    from: 'app',
  },
  {
    what: 'code without an address, as that of a javascript: link',
    stack: `ReferenceError: openMenu is not defined
    at <anonymous>:1:1`,
    from: 'app',
  },
  {
    what: 'a part of the application with an unusual address, beside an extension',
    stack: `Error: a
    at draw (wasm://wasm/1e2f:wasm-function[7]:0x1a)
    at window.patched (chrome-extension://ipgjbgplhphifboangokmenklleefcfa/early.js:3:31)`,
    from: 'app',
  },
  {
    what: 'a message that quotes an extension, without any frame',
    stack: `Error: chrome-extension://ipgjbgplhphifboangokmenklleefcfa/a.js:1:1
moz-extension://8179adbe-8b26-4472-8b6e-beea13f6a80f/b.js:1:1`,
    from: 'app',
  },
  { what: 'an error that only names itself', stack: 'TypeError: Failed to fetch', from: 'app' },
  { what: 'an error of Safari without frames', stack: '', from: 'app' },
]

describe('a stack', () => {
  it.each(STACKS)('of $what', ({ stack, from }) => {
    expect(readPackage(stack, 'app')).toBe(from)
  })

  it("is the application's own where that is an extension", () => {
    const own = 'chrome-extension://ipgjbgplhphifboangokmenklleefcfa/popup.js:1:26'
    const reader = createStackReader(() => `Error\n    at ${own}`)
    reader.learn()
    expect(reader.readPackage(`Error: a bug\n    at ${own}`, 'app')).toBe('app')
  })

  it('goes under the name of the application', () => {
    expect(readPackage('Error\n    at https://shop.example/a.js:1:1', 'shop')).toBe('shop')
  })

  it('of a megabyte is read in a moment', () => {
    const line = `\n    at f (https://shop.example/${'<anonymous>'.repeat(100)}:1:1`
    const started = performance.now()
    readPackage(`Error${line.repeat(1_000)}`, 'app')
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
