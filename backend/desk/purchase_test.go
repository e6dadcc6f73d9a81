package desk

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestEveryScoreHasOneSegment(t *testing.T) {
	for score, want := range map[Score]Segment{
		{5, 4, 5}: Star, {4, 4, 4}: Star, {5, 5, 5}: Star,
		{5, 5, 3}: Loyal, {3, 5, 5}: Loyal, {3, 3, 1}: Loyal,
		{5, 1, 1}: Recent, {5, 1, 5}: Recent, {3, 2, 2}: Recent,
		{2, 3, 1}: AtRisk, {1, 1, 5}: AtRisk, {2, 5, 5}: AtRisk,
		{2, 2, 2}: Away, {1, 1, 1}: Away,
	} {
		if got := score.Segment(); got != want {
			t.Errorf("%+v is %s, want %s", score, got, want)
		}
	}
}

func TestCutsPartBuyersIntoEqualParts(t *testing.T) {
	for buyers, want := range map[int][]int{
		0: nil, 1: {0, 0}, 3: {0, 1}, 10: {3, 6}, 49: {16, 32}, 50: {9, 19, 29, 39}, 100: {19, 39, 59, 79},
	} {
		if got := CutPlaces(buyers); !slices.Equal(got, want) {
			t.Errorf("%d buyers are cut at %v, want %v", buyers, got, want)
		}
	}
}

// TestTiesAreNotParted: eight who bought once and two who bought more, as NTILE would part them.
func TestTiesAreNotParted(t *testing.T) {
	times := []int{1, 1, 1, 1, 1, 1, 1, 1, 4, 9}
	c := Cuts{Buyers: len(times)}
	for _, place := range CutPlaces(len(times)) {
		c.Times = append(c.Times, times[place])
	}
	var got []int
	for _, n := range times {
		got = append(got, c.Score(Buyer{Times: n}).F)
	}
	if want := []int{1, 1, 1, 1, 1, 1, 1, 1, 5, 5}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestADayIsThatOfTheClockOnTheWall(t *testing.T) {
	late := time.Date(2026, 6, 9, 23, 30, 0, 0, time.FixedZone("", -3*60*60))
	if got := fmt.Sprint(DayOf(late), " ", DayOf(late.UTC())); got != "2026-06-09 2026-06-10" {
		t.Error(got)
	}
}

func TestYearsAreThoseOfTheCalendarAndHaveNoGaps(t *testing.T) {
	day := func(y int, m time.Month, d int) Day { return DayOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)) }
	bought := func(on Day, cents int64, currency string, c PurchaseChange) Purchase {
		return Purchase{Value: Money{cents, currency}, Day: on, Change: c}
	}
	all := []Purchase{
		bought(day(2023, 12, 31), 1000, "BRL", PurchaseChange{}),
		bought(day(2025, 1, 1), 500, "BRL", PurchaseChange{Returned: 200}),
		bought(day(2025, 6, 1), 700, "BRL", PurchaseChange{}),
		bought(day(2020, 1, 1), 900, "EUR", PurchaseChange{}),
		bought(day(2019, 1, 1), 900, "BRL", PurchaseChange{Cancelled: true}),
	}
	want := []YearSum{{2023, 1000}, {2024, 0}, {2025, 1000}, {2026, 0}}
	if got := PaidByYear(all, "BRL", day(2026, 6, 10)); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
