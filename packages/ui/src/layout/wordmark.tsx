type Props = { readonly name: string; readonly large?: boolean };

/** The shop's name with the dot in place of the full stop. Wrap it in a link where it leads home. */
export function Wordmark({ name, large = false }: Props) {
  return (
    <span className={large ? "wordmark wordmark-large" : "wordmark"}>
      {name}
      <i className="dot" aria-hidden="true" />
    </span>
  );
}
