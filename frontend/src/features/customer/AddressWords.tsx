import { Fragment } from "react";

/** A mail address breaks behind its at sign rather than anywhere. */
export function AddressWords({ address }: { address: string }) {
  return address.split(/(?<=@)/).map((part) => (
    <Fragment key={part}>
      {part}
      <wbr />
    </Fragment>
  ));
}
