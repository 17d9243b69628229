export default function Unauthorized() {
  return <h1>Sign in first</h1>
}
