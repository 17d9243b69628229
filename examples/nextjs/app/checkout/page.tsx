import { ActionButton } from './action-button'
import { pay, payForOthers, payTwice } from './actions'

export default function Checkout() {
  return (
    <>
      <h1>The checkout</h1>
      <div className="cases">
        <ActionButton action={pay} title="Pay" what="The action redirects" />
        <ActionButton action={payForOthers} title="Pay for others" what="The action calls forbidden()" />
        <ActionButton
          action={payTwice}
          title="Pay twice"
          what="The action throws; the browser gets it redacted"
          inbox="one event, of the server"
        />
      </div>
      <form action={pay}>
        <p>
          <button type="submit">Pay without JavaScript</button>
        </p>
      </form>
    </>
  )
}
