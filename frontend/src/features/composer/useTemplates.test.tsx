import { cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test } from "vitest";
import { fakeDesk } from "../../api/fake";
import { DeskProvider } from "../../api/react";
import { useListedTemplates } from "../../api/usePhrases";
import type { Sending } from "./useSend";
import { useTemplates } from "./useTemplates";

afterEach(cleanup);

const sending = { busy: false } as Sending;

test("the reply box takes the templates that another place has read, and that place those of the reply box", async () => {
  const desk = fakeDesk();
  const wrapper = ({ children }: { children: ReactNode }) => <DeskProvider desk={desk}>{children}</DeskProvider>;
  const both = renderHook(
    ({ replies }) => ({ box: useTemplates("1", replies, sending), list: useListedTemplates().data }),
    {
      initialProps: { replies: false },
      wrapper,
    },
  );
  await waitFor(() => expect(both.result.current.list?.list.length).toBeGreaterThan(1));
  both.rerender({ replies: true });
  const approved = both.result.current.list?.list.filter((each) => each.status === "approved");
  await waitFor(() => expect(both.result.current.box.approved).toEqual(approved));
});
