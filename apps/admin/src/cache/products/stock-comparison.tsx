import type { CachedProduct, ProcessAnswers } from "@scarlet/domain/cache";
import type { ReactNode } from "react";
import { formatNumber } from "../../format/numbers.ts";
import { Timestamp } from "../../format/timestamp.tsx";
import { ScrollBox } from "../../parts/layout/scroll-box.tsx";
import { answerCopy, controlReadingCopy, isBehind } from "../cache-copy.ts";

type Figures = CachedProduct["cached"];

/** A table with the stock of a product in Redis, in the database, and as each API process would answer now. */
export function StockComparison(props: {
  product: CachedProduct;
  asked: ProcessAnswers | undefined;
  failed: boolean;
}) {
  const { product, asked, failed } = props;
  return (
    <section className="stack" aria-label="Stock value">
      <h3 className="sec-name">Stock value</h3>
      <ScrollBox name="Stock value">
        <table
          className="table table-sides"
          aria-label="Stock value in Redis, in the database and by process"
        >
          <thead>
            <tr>
              <th scope="col">
                <span className="hidden-text">Where</span>
              </th>
              <th scope="col" className="num">
                Version
              </th>
              <th scope="col" className="num">
                On hand
              </th>
              <th scope="col" className="num">
                Available
              </th>
              <th scope="col">Until</th>
            </tr>
          </thead>
          <tbody>
            <Row name="Redis" figures={product.cached} />
            <Row name="Database" figures={product.database} />
            {asked?.processes.map((each) => (
              <ProcessRow key={each.process} answered={each} committed={asked.committed} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {(asked === undefined || failed) && (
        <p className="quiet" role="status">
          {askingWords(asked, failed)}
        </p>
      )}
      <p className="hint">
        All SKUs of the product together. “Until” is the end of the nearest hold: from then on the value in
        Redis counts no more. Each process answers as it would a shopper, so it fills what is missing.
      </p>
    </section>
  );
}

function askingWords(asked: ProcessAnswers | undefined, failed: boolean): string {
  if (!failed) return "Asking each process…";
  if (asked === undefined) return "The processes could not be asked.";
  return "The processes could not be asked again; these answers may be old.";
}

function Row(props: { name: ReactNode; figures: Figures; behind?: boolean }) {
  const { name, figures, behind } = props;
  return (
    <tr>
      <td>{name}</td>
      <td className={behind ? "num danger" : "num"}>
        {figures ? formatNumber(figures.version) : <span className="quiet">none</span>}
      </td>
      <td className="num">{figures && formatNumber(figures.onHand)}</td>
      <td className="num">{figures && formatNumber(figures.available)}</td>
      <td className="quiet nowrap">
        {figures?.freeAt ? <Timestamp at={figures.freeAt} as="time" /> : figures && "the next change"}
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
      {process} <span className="quiet nowrap">{answerCopy(answer)}</span>
      <div className="quiet small">{controlReadingCopy(answer)}</div>
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
