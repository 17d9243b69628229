export const RECEIPTS = 'receipts'

/** Mail services fail for a moment now and then, so a receipt is tried twice. */
export const RECEIPT_ATTEMPTS = { attempts: 2, backoff: { type: 'fixed', delay: 500 } }
