// npm run picture: takes the picture of the README from a running demonstration (npm start, then this).
import { chromium } from "@playwright/test";
import { ensureBrowser } from "./ensure.mjs";

const origin = process.env.APP_ORIGIN ?? `http://localhost:${process.env.PORT ?? 3000}`;
const browser = await chromium.launch({ executablePath: ensureBrowser() ?? undefined, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 1060 }, locale: "en-GB" });
await page.goto(`${origin}/en/indicators/DEM-DRD-RATE?countries=NO,IE,PT`, { waitUntil: "networkidle" });
await page.screenshot({ path: "docs/picture.png" });
await browser.close();
console.log("docs/picture.png");
