import type { window as wire } from "../../wailsjs/go/models";
import * as bound from "../../wailsjs/go/window/Surveys";
import { call } from "./bridge";

/** How content a customer was, over all that she was asked: between 1 and 5. */
export type Satisfaction = wire.Satisfaction;

export type SatisfactionDesk = { of: (customerId: string) => Promise<Satisfaction> };

export const satisfaction: SatisfactionDesk = { of: (customerId) => call(bound.Of(customerId)) };
