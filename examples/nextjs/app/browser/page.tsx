import { Failures } from './failures'

export default function Browser() {
  return (
    <>
      <h1>In the browser</h1>
      <Failures />
    </>
  )
}
