// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef } from "react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { useKeptTexts } from "~/ui/kept-texts";

function Page({ name = "FR deaths", refusal, saved }: { name?: string; refusal?: object; saved?: string }) {
  const form = useRef<HTMLFormElement>(null);
  const texts = useKeptTexts(name, () => form.current, refusal);
  return (
    <form
      ref={form}
      onInput={texts.keep}
      onSubmit={(event) => {
        event.preventDefault();
        texts.forget();
      }}
    >
      <textarea aria-label="Why?" name="reason:1" />
      <textarea aria-label="Answer" name="reply:1" defaultValue={saved} />
      <button type="submit">Submit</button>
    </form>
  );
}

const area = (name: string) => screen.getByRole("textbox", { name }) as HTMLTextAreaElement;
beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

it("a reason being written is there again after a look at another page", async () => {
  const user = userEvent.setup();
  const first = render(<Page saved="Two registers." />);
  await user.type(area("Why?"), "Two centres are new.");
  await user.type(area("Answer"), " And one more.");
  first.unmount();
  const second = render(<Page saved="Two registers." />);
  expect(area("Why?").value).toBe("Two centres are new.");
  expect(area("Answer").value).toBe("Two registers. And one more.");
  second.unmount();
  render(<Page name="NO deaths" />);
  expect(area("Why?").value, "of another section").toBe("");
});

it("a reason that was sent does not come back, one that was refused does", async () => {
  const user = userEvent.setup();
  const first = render(<Page />);
  await user.type(area("Why?"), "Checked.");
  await user.click(screen.getByRole("button"));
  first.rerender(<Page refusal={{ held: true }} />);
  first.unmount();
  const second = render(<Page />);
  expect(area("Why?").value).toBe("Checked.");
  await user.click(screen.getByRole("button"));
  second.unmount();
  render(<Page />);
  expect(area("Why?").value).toBe("");
});
