import { writeSync } from "node:fs";
import { createServer } from "node:http";
import express from "express";
import pino from "pino";
import { stopGracefully } from "~/host/stop";
import { takeTurn } from "~/threads/turn";

/* A host with pages that each keep the loop busy for a moment, as a process that can be told to stop. */

const [port = "0"] = process.argv.slice(2);
const app = express();
const stopping = stopGracefully({ log: pino({ level: "silent" }), close: () => undefined });
app.use(stopping.gate);
app.use((_request, _response, next) => void takeTurn().then(next, next));
app.get("/page", (_request, response) => {
  const until = Date.now() + 60;
  while (Date.now() < until);
  response.send("page");
});
app.get("/never", () => undefined);
app.get("/busy", () => {
  const work = () => {
    if (!stopping.isStopping()) return void setImmediate(work);
    writeSync(1, "busy\n");
    for (;;);
  };
  work();
});
const server = createServer(app);
stopping.attend(server);
server.listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
