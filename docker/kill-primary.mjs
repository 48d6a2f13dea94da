// Kills the primary of docker/replica-set.yml as a power cut would, and starts that member again.
import { execFileSync } from "node:child_process";
import { MongoClient } from "mongodb";

const MEMBERS = { 27017: "member1", 27018: "member2", 27019: "member3" };
const compose = (...args) =>
  execFileSync("docker", ["compose", "--file", "docker/replica-set.yml", ...args], { stdio: "inherit" });

const client = new MongoClient("mongodb://127.0.0.1:27017,127.0.0.1:27018,127.0.0.1:27019/?replicaSet=rs0");
const { me } = await client.db("admin").command({ hello: 1 });
await client.close();
const member = MEMBERS[me.split(":")[1]];
compose("kill", "--signal", "SIGKILL", member);
compose("start", member);
