// The deal.
export default function Deal() {
  return <h1>The deal</h1>;
}
