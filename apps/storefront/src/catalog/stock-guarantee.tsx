import { homeCopy } from "../copy/home.ts";

/** What a number in this shop means. `holdWords`: how long a hold lasts. */
export function StockGuarantee({ holdWords }: { readonly holdWords: string }) {
  return (
    <section className="section guarantee" id="how" aria-labelledby="how-title">
      <div className="wrap guarantee-row">
        <h2 className="title" id="how-title">
          {homeCopy.guaranteeTitle}
        </h2>
        <ol>
          {homeCopy.guarantees(holdWords).map(({ title, text }, index) => (
            <li key={title}>
              <b className="figure" aria-hidden="true">
                {index + 1}
              </b>
              <h3 className="subheading">{title}</h3>
              <p className="quiet">{text}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
