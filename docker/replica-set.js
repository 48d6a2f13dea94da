// Makes three members of one set, and waits for their primary. Run by mongosh in docker/replica-set.yml.
const NOT_YET_INITIALIZED = 94;
const WITHIN_MS = 120_000;
const members = [27017, 27018, 27019].map((port, _id) => ({ _id, host: `127.0.0.1:${port}` }));

/** Whether the set has a primary by now. The shell raises what the server refuses. */
function look() {
  const admin = new Mongo(
    `mongodb://${members[0].host}/?directConnection=true&serverSelectionTimeoutMS=2000`,
  ).getDB("admin");
  try {
    admin.runCommand({ replSetGetStatus: 1 });
  } catch (error) {
    if (error.code !== NOT_YET_INITIALIZED) throw error;
    admin.runCommand({ replSetInitiate: { _id: "rs0", members } });
  }
  return Boolean(admin.hello().primary);
}

const giveUpAt = Date.now() + WITHIN_MS;
for (;;) {
  try {
    if (look()) break;
  } catch (error) {
    // A member that is not up yet refuses the connection.
    if (Date.now() > giveUpAt) throw error;
  }
  sleep(500);
}
require("node:fs").writeFileSync("/tmp/has-primary", "");
