import { capital } from "../format/plural.ts";

/** What a number in this shop means. `holdWords`: how long a hold lasts. */
export function StockGuarantee({ holdWords }: { readonly holdWords: string }) {
  const guarantees = [
    [
      "The figure is now",
      "It is read from the storeroom for every page you open, and again whenever you come back to it.",
    ],
    [
      "Yours is held",
      `At checkout we put your things aside for ${holdWords}. Nobody can buy them from under you.`,
    ],
    [
      "Then you pay",
      "Payment comes after the hold, never before. You are not charged for what we do not have.",
    ],
  ] as const;
  return (
    <section className="section guarantee" id="how" aria-labelledby="how-title">
      <div className="wrap guarantee-row">
        <h2 className="title" id="how-title">
          What a shop owes you when it shows a number
        </h2>
        <ol>
          {guarantees.map(([title, text], index) => (
            <li key={title}>
              <b className="figure" aria-hidden="true">
                {index + 1}
              </b>
              <h3 className="subheading">{capital(title)}</h3>
              <p className="quiet">{text}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
