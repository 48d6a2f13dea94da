const MAX_LENGTH = 254;
/** What may stand before the @ without quotes; the shop's mails are sent by servers that take no other. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/i;
const DOMAIN_LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
/** Never anybody's on the internet (RFC 6761), so no mail gets there. */
const RESERVED_DOMAIN = /\.(?:localhost|invalid|local)$/;

/**
 * A mail address as the shop keeps it: without room around it, the domain in lower case and, where it has letters beyond ASCII, in
 * the form that mail servers take (punycode). A text that is none stays what it is.
 */
export function mailAddress(text: string): string {
  const address = text.trim().normalize("NFC");
  const at = address.lastIndexOf("@");
  if (at < 1) return address;
  const domain = asciiDomain(address.slice(at + 1));
  return domain === undefined ? address : `${address.slice(0, at)}@${domain}`;
}

/** What is wrong with a mail address, in words for whoever typed it; undefined when nothing is. The same rule in forms and on the server. */
export function mailAddressFault(text: string): string | undefined {
  const address = mailAddress(text);
  const at = address.lastIndexOf("@");
  if (at < 1 || at === address.length - 1) return "Write the address like marta@example.com.";
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (/\s/.test(address)) return "An address has no spaces.";
  if (/[^\x20-\x7e]/.test(local))
    return "Before the @ only plain letters work, without accents: mail servers do not take others.";
  if (/^\.|\.\.|\.$/.test(local)) return "Dots before the @ stand one at a time, between other characters.";
  if (!LOCAL_PART.test(local)) return "Before the @ are characters that no address has.";
  if (!domain.includes(".")) return "After the @ something is missing, as in example.com.";
  return isDomain(domain) && address.length <= MAX_LENGTH
    ? undefined
    : "What stands after the @ is no domain that mail gets to.";
}

function isDomain(domain: string): boolean {
  const labels = domain.split(".");
  const top = labels.at(-1) ?? "";
  return (
    labels.every((label) => DOMAIN_LABEL.test(label)) &&
    /[a-z]/.test(top) &&
    top.length > 1 &&
    !RESERVED_DOMAIN.test(domain)
  );
}

/** The domain in ASCII; undefined for what no host is called. */
function asciiDomain(domain: string): string | undefined {
  // Characters with a meaning in URLs would make the parser read a part of the domain as something else.
  if (domain === "" || /[\s\p{C}%/\\:?#@[\]<>^|`{}"]/u.test(domain)) return undefined;
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : undefined;
}
