/** A key cap. Beside a control it only repeats what the control can do, so it is not read out; in a list of keys it is. */
export function Key({ children, spoken = false }: { children: string; spoken?: boolean }) {
  if (spoken) return <kbd className="kbd">{children}</kbd>;
  return (
    <span className="kbd" aria-hidden="true">
      {children}
    </span>
  );
}
