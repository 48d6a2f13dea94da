import { redirect } from "next/navigation";

/** The admin opens on the stock. */
export default function Home(): never {
  redirect("/inventory");
}
