import { expect, test } from "vitest";
import { readRedisUrl, redisUrlSchema } from "./redis-url.ts";

test.each([
  ["redis://127.0.0.1", { host: "127.0.0.1", port: 6379, db: 0 }],
  ["redis://cache:7000/3", { host: "cache", port: 7000, db: 3 }],
  ["rediss://:p%40ss@cache:6380", { host: "cache", port: 6380, db: 0, password: "p@ss", tls: {} }],
  [
    "redis://shop:secret@[::1]:6379",
    { host: "::1", port: 6379, db: 0, username: "shop", password: "secret" },
  ],
])("one server: %s", (url, address) => {
  expect(readRedisUrl(url)).toEqual(address);
});

test.each([
  [
    "redis+sentinel://one:26380,two/shop",
    {
      name: "shop",
      db: 0,
      sentinels: [
        { host: "one", port: 26380 },
        { host: "two", port: 26379 },
      ],
    },
  ],
  [
    "redis+sentinel://shop:p%3Aw@[fd00::1]:26379/my%20shop?db=2&sentinelPassword=s%40t",
    {
      name: "my shop",
      db: 2,
      username: "shop",
      password: "p:w",
      sentinelPassword: "s@t",
      sentinels: [{ host: "fd00::1", port: 26379 }],
    },
  ],
  [
    "rediss+sentinel://one/shop",
    {
      name: "shop",
      db: 0,
      sentinels: [{ host: "one", port: 26379 }],
      tls: {},
      sentinelTLS: {},
      enableTLSForSentinelMode: true,
    },
  ],
])("Sentinels: %s", (url, address) => {
  expect(readRedisUrl(url)).toEqual(address);
});

test.each([
  ["localhost", "must begin with redis://"],
  ["http://cache", "must begin with redis://"],
  ["redis+cluster://a,b", "must begin with redis://"],
  ["redis://cache:99999", "host or port"],
  ["redis://a,b", "redis+sentinel://"],
  ["redis://a:1,b:2", "host or port"],
  ["redis://cache/shop", "number of a database"],
  ["redis://sh%op@cache", "%"],
  ["redis+sentinel://one,two", "redis+sentinel://user:password@host"],
  ["redis+sentinel://one,,two/shop", "redis+sentinel://user:password@host"],
  ["redis+sentinel://one:port/shop", "redis+sentinel://user:password@host"],
  ["redis+sentinel://one:70000/shop", "port"],
  ["redis+sentinel://one/shop?db=first", "number of a database"],
  ["redis+sentinel://one/shop?role=slave", "unknown setting, role"],
  ["redis+sentinel://one/sh%op", "%"],
])("%s is refused with a sentence", (url, words) => {
  const read = redisUrlSchema.safeParse(url);
  expect(read.error?.issues[0]?.message).toContain(words);
  expect(() => readRedisUrl(url)).toThrow(words);
});
