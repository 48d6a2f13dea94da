// Run once by MongoDB's image, on an empty volume: the user that the shop signs in as, with the rights that it takes and no
// more. Reading the limit of transactions is a right on the cluster.
db.getSiblingDB("scarlet").createUser({
  user: "shop",
  pwd: process.env.DATABASE_PASSWORD,
  roles: [
    { role: "readWrite", db: "scarlet" },
    { role: "dbAdmin", db: "scarlet" },
    { role: "clusterMonitor", db: "admin" },
  ],
});
