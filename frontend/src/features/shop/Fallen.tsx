import { Component, type ReactNode } from "react";
import { useWords } from "../../i18n/react";
import { Notice } from "../../ui/Notice";

type Props = { again: () => void; children: ReactNode };

/** Where the page fails, React takes all of it away: the owner is told that instead of a blank window, and begins anew. */
export class Fallen extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Failed again={this.props.again} /> : this.props.children;
  }
}

function Failed({ again }: { again: () => void }) {
  const { t } = useWords();
  const action = { label: t("fallen.again"), run: again };
  return <Notice tone="bad" title={t("fallen.title")} text={t("fallen.text")} actions={[action]} />;
}
