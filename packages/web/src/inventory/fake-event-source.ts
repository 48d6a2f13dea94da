/** For tests: what a browser would open. The test plays the server. */
export class FakeEventSource extends EventTarget {
  /** All that were opened since a test emptied it, in their order. */
  static opened: FakeEventSource[] = [];
  readonly url: string;
  isClosed = false;

  constructor(url: string) {
    super();
    this.url = url;
    FakeEventSource.opened.push(this);
  }

  close(): void {
    this.isClosed = true;
  }

  /** Tells an event; text goes as it is, anything else as JSON. */
  say(kind: string, data: unknown = {}): void {
    const text = typeof data === "string" ? data : JSON.stringify(data);
    this.dispatchEvent(new MessageEvent(kind, { data: text }));
  }

  fail(): void {
    this.dispatchEvent(new Event("error"));
  }
}
