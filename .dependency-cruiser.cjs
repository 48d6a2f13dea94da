const { floors, rooms, roomsKnownByTypeOnly, floorsWithRooms, forTests } = require("./floors.config.json");

const TEST = String.raw`\.test\.tsx?$|/(test|bench)/`;
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
const anyOf = (names) => `(${names.map(literally).join("|")})`;
const modulesOf = (names) => `(^|/)node_modules/(@types/)?${anyOf(names)}/`;
const isOurs = (name) => name.startsWith("packages/");

/** Everything of ours that is not the floor itself and not allowed to it. */
function upwards([floor, { ours, typesOf = [] }]) {
  const allowed = [floor, ...ours, ...typesOf];
  return {
    name: `floor: ${floor}`,
    comment: `${floor} may import ${ours.join(", ") || "nothing of ours"}`,
    severity: "error",
    from: { path: `^${floor}/` },
    to: {
      path: "^(packages|apps|tools|e2e|bench)/",
      pathNot: `^${anyOf([...allowed, ...forTests.filter(isOurs)])}/`,
    },
  };
}

function typesOnly([floor, { typesOf }]) {
  return {
    name: `types only: ${floor}`,
    comment: `${floor} may import types of ${typesOf.join(", ")}, never its values: they would come into the browser`,
    severity: "error",
    from: { path: `^${floor}/` },
    to: { path: `^${anyOf(typesOf)}/`, dependencyTypesNot: ["type-only"] },
  };
}

function thirdParties([floor, { npm }]) {
  return {
    name: `third parties: ${floor}`,
    comment: `${floor} may use ${npm.join(", ") || "none"}`,
    severity: "error",
    from: { path: `^${floor}/`, pathNot: TEST },
    to: { path: "(^|/)node_modules/", pathNot: npm.length > 0 ? modulesOf(npm) : "^$" },
  };
}

/** `node` is true (all of it), false (none: it runs in browsers too) or the built-in modules that do no input or output. */
function builtIns([floor, { node }]) {
  return {
    name: `no node: ${floor}`,
    comment: `${floor} may use ${node ? node.join(", ") : "none"} of Node's own modules`,
    severity: "error",
    from: { path: `^${floor}/`, pathNot: TEST },
    to: { dependencyTypes: ["core"], ...(node ? { pathNot: `^(node:)?${anyOf(node)}$` } : {}) },
  };
}

/** Holds on every floor and between floors: no room knows a later one. */
function roomOrder([room, known]) {
  const byType = roomsKnownByTypeOnly[room] ?? [];
  const later = Object.keys(rooms).filter((other) => ![room, ...known, ...byType].includes(other));
  const inRooms = `^${anyOf(floorsWithRooms)}/src`;
  return {
    name: `room: ${room}`,
    comment: `${room} may know ${known.join(", ") || "no other room"}`,
    severity: "error",
    from: { path: `${inRooms}/${room}/`, pathNot: TEST },
    to: { path: `${inRooms}/${anyOf(later)}/` },
  };
}

function roomTypes([room, byType]) {
  const inRooms = `^${anyOf(floorsWithRooms)}/src`;
  return {
    name: `room by type: ${room}`,
    comment: `${room} may know the types of ${byType.join(", ")}, not what it does`,
    severity: "error",
    from: { path: `${inRooms}/${room}/`, pathNot: TEST },
    to: { path: `${inRooms}/${anyOf(byType)}/`, dependencyTypesNot: ["type-only"] },
  };
}

const entries = Object.entries(floors);

module.exports = {
  forbidden: [
    ...entries.map(upwards),
    ...entries.filter(([, { typesOf }]) => typesOf).map(typesOnly),
    ...entries.map(thirdParties),
    ...entries.filter(([, { node }]) => node !== true).map(builtIns),
    ...Object.entries(rooms).map(roomOrder),
    ...Object.entries(roomsKnownByTypeOnly).map(roomTypes),
    {
      name: "door: inside a floor",
      comment: "a room is entered through its index.ts",
      severity: "error",
      from: { path: `^(${floorsWithRooms.join("|")})/src/([^/]+)/` },
      to: {
        path: "^$1/src/[^/]+/",
        pathNot: ["^$1/src/$2/", String.raw`^$1/src/[^/]+/index\.ts$`, "^$1/src/mongo/generated/"],
      },
    },
    {
      name: "door: between floors",
      comment: "another package is entered through what it exports",
      severity: "error",
      from: { path: "^((packages|apps)/[^/]+)/" },
      to: {
        path: `^(${floorsWithRooms.join("|")})/`,
        pathNot: [
          "^$1/",
          String.raw`^[^/]+/[^/]+/src/index\.ts$`,
          String.raw`^[^/]+/[^/]+/src/[^/]+/index\.ts$`,
        ],
      },
    },
    {
      name: "tests' things",
      comment: "what only tests use stays out of the product",
      severity: "error",
      from: { path: "^(packages|apps)/", pathNot: `${TEST}|^packages/testing/` },
      to: {
        path: `${modulesOf(forTests.filter((name) => !isOurs(name)))}|^${anyOf(forTests.filter(isOurs))}/`,
      },
    },
    {
      name: "undeclared",
      comment: "a package that is used is named in the nearest package.json",
      severity: "error",
      from: { path: "^(packages|apps)/", pathNot: TEST },
      to: {
        path: "(^|/)node_modules/",
        dependencyTypes: ["npm-no-pkg", "npm-unknown", "unknown", "undetermined"],
      },
    },
    {
      name: "unresolved",
      comment: "every import leads somewhere",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "circle",
      comment: "nothing imports itself by way of others, its types neither",
      severity: "error",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "(^|/)node_modules/" },
    // Only our own output is left out: most packages of others live in a folder named dist.
    exclude: { path: String.raw`^(packages|apps)/[^/]+/\.next/|next-env\.d\.ts$|\.css$|\.woff2$` },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".d.ts", ".json"],
      mainFields: ["module", "main", "types", "typings"],
    },
  },
};
