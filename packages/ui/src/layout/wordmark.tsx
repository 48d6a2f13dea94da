/** "Scarlet" with the dot in place of the full stop. Wrap it in a link where it leads home. */
export function Wordmark() {
  return (
    <span className="wordmark">
      Scarlet
      <i className="dot" />
    </span>
  );
}
