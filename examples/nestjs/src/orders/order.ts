export interface Address {
  readonly street: string
  readonly town: string
}

export interface Customer {
  readonly name: string
  readonly points: number
}

/** An order. Those that are picked up have no address, those of guests no customer. */
export interface Order {
  readonly id: number
  readonly sku: string
  readonly quantity: number
  readonly warehouse: 'north' | 'south'
  readonly customer?: Customer
  readonly address?: Address
}
