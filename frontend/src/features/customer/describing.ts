import type { Description } from "../../api/people";
import { useCustomerDeed } from "../../api/usePeople";
import { useComplain } from "../../complain";

/** Keeps one field of what is known, and says so when it cannot. */
export function useDescribing(customerId: string) {
  const complain = useComplain();
  const describing = useCustomerDeed(
    (desk, description: Description) => desk.customer.describe(customerId, description),
    customerId,
  );
  return async (description: Description) => {
    try {
      await describing.mutateAsync(description);
    } catch (thrown) {
      complain(thrown);
      throw thrown;
    }
  };
}
