import Check from "lucide-react/icons/check";
import ChevronDown from "lucide-react/icons/chevron-down";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { ChannelShape, type ShownChannel } from "./channel";
import styles from "./pick.module.css";

type Option = { value: string; text: string; aside?: string; channel?: ShownChannel };
type PickProps = { label: string; value: string; options: Option[]; onPick: (value: string) => void };

/** In pixels. A menu that is higher than its place would lie over its own button, where letting it go picks something. */
const mostHeight = 352;

/** The empty value stands for no choice: a menu's key cannot be empty. */
const keyOf = (value: string) => value || " ";

/** One of a few, behind a button that says which. */
export function Pick({ label, value, options, onPick }: PickProps) {
  const chosen = options.find((option) => option.value === value);
  return (
    <MenuTrigger>
      <Button
        className={styles.pick ?? ""}
        data-set={value !== "" || undefined}
        aria-label={`${label}: ${chosen?.text ?? value}`}
      >
        <span dir="auto">{chosen?.text ?? value}</span>
        <ChevronDown size="1rem" />
      </Button>
      <Popover className={styles.popover ?? ""} placement="bottom start" offset={4} maxHeight={mostHeight}>
        <Menu
          className={styles.menu ?? ""}
          aria-label={label}
          selectionMode="single"
          selectedKeys={[keyOf(value)]}
          disallowEmptySelection
          onAction={(key) => onPick(String(key).trim() === "" ? "" : String(key))}
        >
          {options.map((option) => (
            <MenuItem
              key={keyOf(option.value)}
              id={keyOf(option.value)}
              textValue={option.text}
              className={styles.menuItem ?? ""}
              data-channel={option.channel}
            >
              <span className={styles.mark}>{option.value === value && <Check size="1rem" strokeWidth={2.4} />}</span>
              {option.channel && <ChannelShape channel={option.channel} size="1.125rem" />}
              <span className={styles.menuText} dir="auto">
                {option.text}
              </span>
              {option.aside && <span className={styles.menuAside}>{option.aside}</span>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
