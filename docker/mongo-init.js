// Run at every start: makes the server a replica set of one where it is none yet, and waits until it takes writes.
const NOT_YET_INITIALIZED = 94;
const WITHIN_MS = 120_000;

const password = encodeURIComponent(process.env.DATABASE_PASSWORD);
const url = `mongodb://root:${password}@mongo:27017/?directConnection=true&serverSelectionTimeoutMS=2000`;
const config = { _id: "rs0", members: [{ _id: 0, host: "mongo:27017" }] };

/** Whether it takes writes by now. The shell raises what the server refuses. */
function look() {
  const admin = new Mongo(url).getDB("admin");
  try {
    admin.runCommand({ replSetGetStatus: 1 });
  } catch (error) {
    if (error.code !== NOT_YET_INITIALIZED) throw error;
    admin.runCommand({ replSetInitiate: config });
  }
  return admin.hello().isWritablePrimary;
}

const giveUpAt = Date.now() + WITHIN_MS;
for (;;) {
  try {
    if (look()) break;
  } catch (error) {
    // On a new volume the image starts it twice, and nobody answers in between.
    if (Date.now() > giveUpAt) throw error;
  }
  sleep(500);
}
