import { createServer } from "node:http";
import express from "express";
import { commitQueue } from "~/pages/collect/save/commit-queue.server";
import { saveDoor, saveDoorPath } from "~/pages/collect/save/save.resource";
import { openCollection } from "~db/collection/client";

/* The save door alone, as a process that can be killed: for the kill test where no build of the whole host stands. */

const [file = "", port = "0"] = process.argv.slice(2);
const db = openCollection(file);
const env = { APP_ORIGIN: `http://127.0.0.1:${port}`, VIGIE_MODE: "demo" as const };
const app = express();
app.all(saveDoorPath, saveDoor({ db, queue: commitQueue(db), clock: () => new Date().toISOString(), env }));
createServer(app).listen(Number(port), "127.0.0.1", () => process.stdout.write("The save door is ready\n"));
