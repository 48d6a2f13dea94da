import type { CachedProduct, ProcessAnswers } from "@scarlet/domain/cache";
import { Hint } from "@scarlet/ui/forms/hint";
import { Table } from "@scarlet/ui/layout/table";
import { type ReactNode, useEffect } from "react";
import { cacheProcessesCopy } from "../../copy/cache/processes.ts";
import { cachedProductsCopy } from "../../copy/cache/products.ts";
import { formatNumber } from "../../format/numbers.ts";
import { Timestamp } from "../../format/timestamp.tsx";
import { ScrollBox } from "../../parts/layout/scroll-box.tsx";
import { useAnnounce } from "../../shell/status/page-status.tsx";
import { isBehind } from "../health.ts";

const { comparison: copy } = cachedProductsCopy;

type Figures = CachedProduct["cached"];

/** A table with the stock of a product in Redis, in the database, and as each API process would answer now. */
export function StockComparison(props: {
  product: CachedProduct;
  asked: ProcessAnswers | undefined;
  failed: boolean;
}) {
  const { product, asked, failed } = props;
  const words = askingWords(asked, failed);
  const announce = useAnnounce();
  useEffect(() => {
    if (words !== undefined) announce(words);
  }, [words, announce]);
  const { columns } = copy;
  return (
    <section className="stack" aria-label={copy.head}>
      <h3 className="section-name">{copy.head}</h3>
      <ScrollBox name={copy.head}>
        <Table
          label={copy.table}
          columns={[
            { name: columns.where, hidden: true },
            { name: columns.version, numeric: true },
            { name: columns.onHand, numeric: true },
            { name: columns.available, numeric: true },
            columns.until,
          ]}
        >
          <Row name={copy.redis} figures={product.cached} />
          <Row name={copy.database} figures={product.database} />
          {asked?.processes.map((each) => (
            <ProcessRow key={each.process} answered={each} committed={asked.committed} />
          ))}
        </Table>
      </ScrollBox>
      {words !== undefined && <p className="quiet">{words}</p>}
      <Hint>{copy.how}</Hint>
    </section>
  );
}

/** What is said while there is no answer, or no new one. */
function askingWords(asked: ProcessAnswers | undefined, failed: boolean): string | undefined {
  if (asked === undefined) return failed ? copy.notAsked : copy.asking;
  if (!failed) return undefined;
  return copy.notAskedAgain;
}

function Row(props: { name: ReactNode; figures: Figures; behind?: boolean }) {
  const { name, figures, behind } = props;
  return (
    <tr>
      <td>{name}</td>
      <td className={behind ? "num danger" : "num"}>
        {figures ? formatNumber(figures.version) : <span className="quiet">{cachedProductsCopy.none}</span>}
      </td>
      <td className="num">{figures && formatNumber(figures.onHand)}</td>
      <td className="num">{figures && formatNumber(figures.available)}</td>
      <td className="quiet nowrap">
        {figures?.freeAt ? <Timestamp at={figures.freeAt} as="time" /> : figures && copy.untilNextChange}
      </td>
    </tr>
  );
}

function ProcessRow({
  answered,
  committed,
}: {
  answered: ProcessAnswers["processes"][number];
  committed: number | null;
}) {
  const { process, answer } = answered;
  const name = (
    <>
      {process} <span className="quiet nowrap">{cacheProcessesCopy.answer(answer)}</span>
      <div className="quiet small">{cacheProcessesCopy.controlReading(answer)}</div>
    </>
  );
  if (answer !== null)
    return <Row name={name} figures={answer.figures} behind={isBehind(answer, committed)} />;
  return (
    <tr>
      <td>{name}</td>
      <td colSpan={4} />
    </tr>
  );
}
