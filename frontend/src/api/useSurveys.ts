import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { keys } from "./changes";
import type { WordingLanguage } from "./phrases";
import { useDesk } from "./react";
import type { SurveyQuery, SurveyTouch } from "./surveys";

/** What is asked at each touch point. */
export function useTouches() {
  const desk = useDesk();
  return useQuery({ queryKey: keys.touches, queryFn: () => desk.surveys.touches() }).data;
}

/** What is asked, as a customer reads it who is made up. */
export function useSurveyPreview(touch: SurveyTouch, language: WordingLanguage, example: string) {
  const desk = useDesk();
  return useQuery({
    queryKey: [...keys.surveys, "preview", touch, language, example],
    queryFn: () => desk.surveys.preview(touch, language, example),
    placeholderData: keepPreviousData,
  }).data;
}

/** What was answered to what was asked in some days; 0: ever. */
export function useSurveyReport(days: number) {
  const desk = useDesk();
  return useQuery({
    queryKey: [...keys.surveys, "report", days],
    queryFn: () => desk.surveys.report(days),
    placeholderData: keepPreviousData,
  }).data;
}

/** The answers behind a figure, page by page. */
export function useSurveyAnswers(asked: Omit<SurveyQuery, "cursor">) {
  const desk = useDesk();
  return useInfiniteQuery({
    queryKey: [...keys.surveys, "answers", asked],
    queryFn: ({ pageParam }) => desk.surveys.answers({ ...asked, cursor: pageParam }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next || undefined,
    placeholderData: keepPreviousData,
  });
}
