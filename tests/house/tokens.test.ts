import { expect, test } from "vitest";
import { textOf } from "./sources";

/** Contrast of two colours. @source WCAG 2.2, relative luminance and contrast ratio */
function contrast(one: string, two: string): number {
  const [light, dark] = [luminance(one), luminance(two)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

const token = (name: string) => new RegExp(`--${name}:\\s*(#[0-9a-f]{6})`).exec(textOf("app/ui/tokens.css"))![1]!;

const textPairs: [string, string][] = ["ink", "muted", "brand", "brand-strong", "good", "warn", "bad", "info"].flatMap(
  (text) => ["paper", "wash"].map((ground): [string, string] => [text, ground]),
);

test.each([
  ...textPairs,
  ["good", "good-wash"],
  ["warn", "warn-wash"],
  ["bad", "bad-wash"],
  ["ink", "warn-wash"],
  ["ink", "bad-wash"],
  ["ink", "brand-wash"],
  ["muted", "brand-wash"],
  ["brand", "brand-wash"],
  ["paper", "brand"],
  ["paper", "tile-high"],
  ["ink", "tile-middle"],
  ["ink", "tile-low"],
] as [string, string][])("text in %s on %s can be read", (text, ground) => {
  expect(contrast(token(text), token(ground))).toBeGreaterThanOrEqual(4.5);
});

test("edges of controls and the focus ring stand out from paper", () => {
  expect(contrast(token("rule-strong"), token("paper"))).toBeGreaterThanOrEqual(3);
  expect(contrast(token("focus"), token("paper"))).toBeGreaterThanOrEqual(3);
});
