import { redirect } from "next/navigation";

/** The root of the admin leads to the inventory. */
export default function Home(): never {
  redirect("/inventory");
}
