package logistics

import ("testing";"time";_ "time/tzdata";"encoding/json")

func TestSmoke(t *testing.T){
 for _,s:=range []string{"2025-03-03","2025-03-03T14","2025-03-03T14:05","2025-03-03T14:05:09.25","2025-03-03T14:05:09Z","2025-03-03T14:05+05:45","2025-03-30T02:30[Europe/Berlin]"}{
  st,err:=ParseStamp(s); t.Log(st,err, st.String()==s)
 }
 loc,_:=time.LoadLocation("Europe/Berlin")
 t.Log(MustStamp("2025-03-30T02:30").IntervalIn(loc))
 t.Log(MustStamp("2025-03-30T02").IntervalIn(loc))
 t.Log(MustStamp("2025-03-30").IntervalIn(loc))
 t.Log(MustID("gtin:6291041500213"), MustID("s10:RA473124829GB"), MustID("iso6346:CSQU3054383"), MustID("grai:012345678901284ABC"))
 m:=MustMoney("12.5 EUR"); b,_:=json.Marshal(m); t.Log(string(b))
 h:=Hours{Zone:"Europe/Berlin",Week:Weekdays(MustShift("09:00-17:00")),Dates:[]DayHours{{Date:MustDate("2025-12-24"),Shifts:[]Shift{MustShift("09:00-12:00")}}}}
 b,_=json.Marshal(h); t.Log(string(b))
 w,err:=h.Compile(ZoneMap{"Europe/Berlin":loc},MustDate("2025-01-01"),MustDate("2026-01-01")); t.Log(err)
 t.Log(w.Between(MustDate("2025-01-01").Start(loc),MustDate("2026-01-01").Start(loc)))
 t.Log(MustPeriod("2025-W10"),MustPeriod("2025-Q1"),MustPeriod("2025-03"),MustPeriod("2025"))
 t.Log(MustQuantity("1 LBR").In(MustUnit("KGM"),6,HalfEven))
 t.Log(len(Currencies()))
}
func BenchmarkStamp(b *testing.B){loc,_:=time.LoadLocation("Europe/Berlin");s:=MustStamp("2025-07-30T12:30");for b.Loop(){_=s.IntervalIn(loc)}}
