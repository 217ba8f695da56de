export default function MinimalPage() {
  return <h1>A minimal application</h1>;
}
