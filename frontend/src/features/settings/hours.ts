import type { Hours } from "../../api/settings";

/** The days of the week as Date counts them, beginning with one of them. */
export function weekFrom(first: number): number[] {
  return Array.from({ length: 7 }, (_, index) => (first + index) % 7);
}

/** Why these hours cannot be kept; null when they can. */
export function obstacleOf(hours: Hours): "order" | "never" | null {
  if (hours.week.some((day) => day.from >= day.to)) return "order";
  if (hours.onlyOpen && !hours.week.some((day) => day.open)) return "never";
  return null;
}
