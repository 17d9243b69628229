export function GET(): Response {
  throw new Error('The order has no customer')
}
