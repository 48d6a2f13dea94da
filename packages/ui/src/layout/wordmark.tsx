/** "Scarlet" with the dot in place of the full stop. Wrap it in a link where it leads home. */
export function Wordmark({ large = false }: { readonly large?: boolean }) {
  return (
    <span className={large ? "wordmark wordmark-large" : "wordmark"}>
      Scarlet
      <i className="dot" aria-hidden="true" />
    </span>
  );
}
