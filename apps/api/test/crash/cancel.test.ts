import { killEverywhere } from "./kill-at-every-message.ts";

killEverywhere({
  "cancel what is held": {
    before: [""],
    request: (id) => `/${id}/cancel`,
    status: "cancelled",
    takes: { reserved: 0, sold: 0 },
    keptMinor: () => 0,
  },
  "cancel what is paid": {
    before: ["", "/pay"],
    request: (id) => `/${id}/cancel`,
    status: "cancelled",
    takes: { reserved: 0, sold: 0 },
    keptMinor: () => 0,
  },
});
