import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The token inside a signed session cookie or bearer token (`token.signature`, HMAC-SHA-256 in base64), as the sign-in
 * library writes them. Undefined when there is none or when it was not signed with this secret.
 */
export function verifiedToken(signed: string | undefined, secret: string): string | undefined {
  const plain = signed?.includes("%") ? decoded(signed) : signed;
  const [, token, signature] = /^([A-Za-z0-9]+)\.([A-Za-z0-9+/]{43}=)$/.exec(plain ?? "") ?? [];
  if (token === undefined || signature === undefined) return undefined;
  const expected = createHmac("sha256", secret).update(token).digest();
  return timingSafeEqual(Buffer.from(signature, "base64"), expected) ? token : undefined;
}

/** The token of an `Authorization: Bearer` header. */
export function bearerValue(authorization: string | null): string | undefined {
  return /^bearer\s+(\S+)\s*$/i.exec(authorization ?? "")?.[1];
}

/** The value of one cookie. */
export function cookieValue(header: string | null, name: string): string | undefined {
  for (const pair of header?.split(";") ?? []) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
