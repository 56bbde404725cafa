package compare_test

import (
	"fmt"

	"github.com/logicrm/logistics"
	"github.com/logicrm/logistics/kpi/compare"
)

func ExampleQuantiles() {
	hours := []float64{26, 31, 22, 48, 29, 35, 24, 90, 27, 30}
	q, err := compare.Quantiles(hours, 7, logistics.MustRatio("50%"), logistics.MustRatio("95%"))
	fmt.Printf("%.2f %v\n", q, err)
	// Output:
	// [29.50 71.10] <nil>
}

// quarters are the late lines per 1,000 of three years: the last quarter is the busy one.
func quarters() compare.Season {
	s, err := compare.Seasons(compare.Multiplicative, 4, []float64{20, 22, 21, 35, 22, 24, 23, 38, 23, 26, 24, 41})
	if err != nil {
		panic(err)
	}
	return s
}

func ExampleSeasons() {
	s := quarters()
	fmt.Printf("%.3f\n", s.Indices)
	_, err := compare.Seasons(compare.Additive, 4, []float64{20, 22, 21})
	fmt.Println(err)
	// Output:
	// [0.843 0.916 0.851 1.389]
	// logistics: /values: required "3": at least two whole cycles
}

func ExampleSeason_LikeForLike() {
	l, err := quarters().LikeForLike(compare.SeasonFigure{Place: 2, Value: 24}, compare.SeasonFigure{
		Place: 3, Value: 38,
	})
	fmt.Printf("%+.0f as measured, %+.1f without the season, %v\n", l.Raw, l.Adjusted, err)
	// Output:
	// +14 as measured, -0.8 without the season, <nil>
}

func ExampleLikeForLike_Reasons() {
	l, _ := quarters().LikeForLike(compare.SeasonFigure{Place: 2, Value: 24}, compare.SeasonFigure{Place: 3, Value: 38})
	r := l.Reasons()[0]
	fmt.Println(r.Code, r.Param("raw"), r.Param("adjusted"))
	// Output:
	// compare.season.compared 14 -0.832832
}

func ExampleLikeForLike_Sentences() {
	l, _ := quarters().LikeForLike(compare.SeasonFigure{Place: 2, Value: 24}, compare.SeasonFigure{Place: 3, Value: 38})
	explain(l.Sentences(logistics.Language{}))
	// Output:
	// 24 at position 3 and 38 at position 4 of the cycle differ by 14; without the season they are 28.2
	//   and 27.4 and differ by -0.833.
}

func ExampleSeason_Validate() {
	s := quarters()
	s.Indices[1] = 0
	fmt.Println(s.Validate())
	// Output:
	// logistics: /indices/1: out_of_range "0": must be above 0 for a multiplicative season
}
