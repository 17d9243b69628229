export default function Forbidden() {
  return <h1>You may not go there</h1>
}
