import FolderOpen from "lucide-react/icons/folder-open";
import { type ReactNode, useState } from "react";
import { Button } from "./Button";
import styles from "./ui.module.css";

type Props = {
  /** Empty until it is known. */
  path: string;
  label: string;
  /** Said when the system does not show the folder. */
  failed: string;
  onShow: () => Promise<void>;
  /** More buttons beside the one that shows it. */
  children?: ReactNode;
};

/** Where a folder lies, to be copied, and a button that shows it. */
export function Folder({ path, label, failed, onShow, children }: Props) {
  const [bad, setBad] = useState(false);
  const show = () => {
    setBad(false);
    onShow().catch(() => setBad(true));
  };
  return (
    <>
      {path !== "" && <p className={styles.path}>{path}</p>}
      <div className={styles.folderDeeds}>
        {children}
        <Button look="line" onClick={show}>
          <FolderOpen size="1.125rem" />
          {label}
        </Button>
      </div>
      {bad && (
        <p role="alert" className={styles.bad}>
          {failed}
        </p>
      )}
    </>
  );
}
