export { artRoute as GET } from "@scarlet/ui/art/art-route";
