export default function handler(): void {
  throw new Error('The old API has no key')
}
