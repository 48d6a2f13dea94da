import { expect, test } from "vitest";
import { actorRef, SYSTEM_ACTOR } from "../kernel/index.ts";
import { netChanges, openDraft, rowOf } from "./decide.ts";
import { audit, type LedgerAccount, type LedgerLine } from "./ledger.ts";
import { repair } from "./repair.ts";
import type { StockPair, StockRow } from "./schema.ts";

const NOW = new Date("2026-11-02T08:00:00Z");
const row: StockRow = {
  sku: "A",
  productId: "p",
  onHand: 9,
  reserved: 2,
  available: 7,
  version: 4,
  lowStockAt: 3,
};

/** A ledger through these states, from nothing. */
function ledgerOf(states: readonly StockPair[], from = 0): LedgerLine[] {
  return states.map((after, index) => {
    const before = states[index - 1] ?? { onHand: 0, reserved: 0 };
    const delta = { onHand: after.onHand - before.onHand, reserved: after.reserved - before.reserved };
    return { version: from + index + 1, reason: null, before, after, delta };
  });
}

const states = [
  { onHand: 10, reserved: 0 },
  { onHand: 10, reserved: 3 },
  { onHand: 9, reserved: 2 },
  { onHand: 9, reserved: 2 },
];
const books = (
  change: Partial<LedgerAccount> & { readonly found?: Partial<StockRow> } = {},
): LedgerAccount => {
  const { found = {}, ...rest } = change;
  return { lines: ledgerOf(states), whole: true, held: 2, ...rest, row: { ...row, ...found } };
};
const codes = (account: LedgerAccount) => audit(account).map(({ code }) => code);
const cause = {
  actor: actorRef(SYSTEM_ACTOR),
  note: "Found by the count.",
  orderId: null,
  causeKey: "repair:1",
};

function repaired(account: LedgerAccount) {
  const draft = openDraft([account.row], NOW);
  const mended = repair(draft, account, cause);
  const lines = [...account.lines, ...draft.movements];
  return { draft, mended, after: { ...account, row: rowOf(draft, "A"), lines } };
}

test("books that agree have no fault, read whole or by their end", () => {
  expect(codes(books())).toEqual([]);
  expect(codes(books({ lines: ledgerOf(states).slice(2), whole: false }))).toEqual([]);
});

test.each<[string, LedgerAccount, string[]]>([
  ["a row that somebody edited", books({ found: { onHand: 12 } }), ["sum", "available"]],
  ["a row edited with its available", books({ found: { onHand: 12, available: 10 } }), ["sum"]],
  ["a reserved figure that no hold explains", books({ held: 1 }), ["reserved"]],
  ["a hold that is not reserved", books({ held: 3 }), ["reserved"]],
  ["an available that is not the difference", books({ found: { available: 8 } }), ["available"]],
  ["a version that is no movement's", books({ found: { version: 6 } }), ["version"]],
  ["a movement that is missing", books({ lines: ledgerOf(states).toSpliced(1, 1) }), ["gap", "chain", "sum"]],
  [
    "a movement that was changed",
    books({
      lines: ledgerOf(states).with(3, {
        version: 4,
        reason: null,
        before: { onHand: 9, reserved: 2 },
        after: { onHand: 9, reserved: 2 },
        delta: { onHand: -1, reserved: 0 },
      }),
    }),
    ["chain", "sum"],
  ],
  [
    "a ledger that does not begin at nothing",
    books({ lines: ledgerOf(states, 1), found: { version: 5 } }),
    ["gap"],
  ],
  ["a row without a ledger", books({ lines: [] }), ["sum", "version"]],
])("%s is told", (_, account, expected) => {
  expect(codes(account)).toEqual(expected);
});

test.each<[string, LedgerAccount, number]>([
  ["edited up", books({ found: { onHand: 12, available: 10 } }), 2],
  ["edited down, its available forgotten", books({ found: { onHand: 4 } }), 2],
  ["edited in both figures", books({ found: { onHand: 4, reserved: 0, available: 4 } }), 4],
  ["reserved for nobody", books({ held: 0 }), 1],
  ["held and not reserved", books({ held: 5 }), 1],
  ["edited, and reserved for nobody", books({ found: { onHand: 12 }, held: 0 }), 3],
  ["under a wrong number", books({ found: { version: 9 } }), 1],
  ["with a wrong available", books({ found: { available: 0 } }), 1],
])("a row %s is set right by movements that tell it", (_, account, movements) => {
  const { draft, mended, after } = repaired(account);
  expect(audit(after)).toEqual([]);
  expect(mended).toMatchObject({ onHand: 9, reserved: account.held, available: 9 - account.held });
  expect(draft.movements).toHaveLength(movements);
  expect(new Set(draft.movements.map(({ causeKey }) => causeKey)).size).toBe(movements);
  for (const movement of draft.movements)
    expect(movement).toMatchObject({ note: "Found by the count.", reason: expect.stringMatching(/^drift_/) });
  const [change] = netChanges(draft);
  expect(change?.expectedVersion).toBe(account.row.version);
  expect((change?.movements ?? 0) + account.row.version).toBe(4 + movements);
  expect((change?.available ?? 0) + account.row.available).toBe(9 - account.held);
});

test("a change between two movements is told until a repair explains it, in whole and quick looks alike", () => {
  const edited = { onHand: 15, reserved: 2 };
  const sold = { onHand: 14, reserved: 2 };
  const sale: LedgerLine = {
    version: 4,
    reason: null,
    before: edited,
    after: sold,
    delta: { onHand: -1, reserved: 0 },
  };
  const lines = ledgerOf(states).with(3, sale);
  const account = books({ lines, found: { onHand: 14, available: 12 } });
  expect(codes(account)).toEqual(["chain", "sum"]);
  const { after, mended } = repaired(account);
  expect(mended).toMatchObject({ onHand: 8, reserved: 2, available: 6, version: 6 });
  expect(codes(after)).toEqual([]);
  for (let begin = 1; begin < after.lines.length; begin++)
    expect(codes({ ...after, lines: after.lines.slice(begin), whole: false })).toEqual([]);

  const [state, delta] = [
    { onHand: 8, reserved: 2 },
    { onHand: 0, reserved: 0 },
  ];
  const editedBack = [...lines, { version: 5, reason: null, before: state, after: state, delta }];
  const back = books({ lines: editedBack, found: { onHand: 8, available: 6, version: 5 } });
  expect(codes(back)).toEqual(["chain", "chain"]);
  expect(codes(repaired(back).after)).toEqual([]);
});

test("a broken ledger, or more held than is there, is not written over", () => {
  const broken = books({ lines: ledgerOf(states).toSpliced(1, 1), found: { onHand: 12 } });
  for (const account of [broken, books({ held: 10 }), books({ lines: [] })]) {
    const draft = openDraft([account.row], NOW);
    expect(() => repair(draft, account, cause)).toThrow(
      expect.objectContaining({ code: "inventory.beyond_repair" }),
    );
    expect(draft.movements).toEqual([]);
  }
});

test("a row that moved on since the look is left alone", () => {
  const draft = openDraft([{ ...row, version: 5 }], NOW);
  expect(() => repair(draft, books({ held: 0 }), cause)).toThrow(
    expect.objectContaining({ code: "inventory.version_conflict" }),
  );
});
