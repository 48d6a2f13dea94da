import { buttonClass } from "@scarlet/ui/actions/button";
import { artPath } from "@scarlet/ui/art/art-path";
import { homeCopy } from "../copy/home.ts";
import { placesCopy } from "../copy/places.ts";
import { ShopLink } from "../shell/shop-link.tsx";

/** The still life on scarlet: always the same three things, whatever is for sale today. */
const SCENE = [
  { kind: "mushroom", variant: "cream", seed: 110 },
  { kind: "jug", variant: "bone", seed: 105 },
  { kind: "bellycup", variant: "bone", seed: 101 },
] as const;

/** What the shop promises, once, large. */
export function Hero() {
  return (
    <section className="hero">
      <div className="wrap hero-row">
        <div className="hero-text">
          <h1 className="statement">{homeCopy.statement}</h1>
          <p className="lead">{homeCopy.lead}</p>
          <div className="hero-actions">
            <ShopLink className={buttonClass({ kind: "scarlet-back" })} href="/products">
              {placesCopy.seeWhatIsHere}
            </ShopLink>
            <a className="button button-bare hero-how" href="#how">
              <span className="link">{placesCopy.howWeCount}</span>
            </a>
          </div>
        </div>
        <div className="hero-scene" role="img" aria-label={homeCopy.scene}>
          {SCENE.map((art, index) => (
            // biome-ignore lint/performance/noImgElement: drawings of a few kB; there is nothing to make smaller.
            <img
              key={art.kind}
              src={artPath(art)}
              alt=""
              width={800}
              height={1000}
              decoding="async"
              fetchPriority={index === 0 ? "high" : "auto"}
            />
          ))}
        </div>
      </div>
    </section>
  );
}
