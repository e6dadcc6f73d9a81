//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"testing"
)

func BenchmarkProbeOpen(b *testing.B) {
	stopwatch += `;(()=>{window.plog=[];window.mark=(n)=>plog.push([n,performance.now()]);
	addEventListener("keydown",(e)=>{if(e.key==="Enter"||e.key==="e"){plog.length=0;mark("KEY "+e.key);let n=0;const f=()=>{mark("frame");if(n++<40)requestAnimationFrame(f)};requestAnimationFrame(f)}},true);
	const ch=new MutationObserver((l)=>{let c=0;for(const m of l)c+=m.addedNodes.length;mark("mut "+l.length+"/"+c)});
	addEventListener("DOMContentLoaded",()=>{ch.observe(document.body,{childList:true,subtree:true});
	 const g=window.go?.window; if(!g){mark("nogo");return}
	 for(const k of Object.keys(g)) for(const m of Object.keys(g[k])){const o=g[k][m]; g[k][m]=function(...a){mark("call "+k+"."+m); const p=o.apply(this,a); p.then(()=>mark("done "+k+"."+m),()=>{}); return p}}
	})})()`
	w := openWork(b)
	w.page = w.stage.open()
	settled(w.page)
	dump := func(what string) {
		var raw json.RawMessage
		w.run(`setTimeout(()=>done(plog),1200)`, &raw)
		var log [][2]any
		_ = json.Unmarshal(raw, &log)
		zero := 0.0
		for i, e := range log {
			at := e[1].(float64)
			if i == 0 {
				zero = at
			}
			fmt.Printf("%4.0f %v\n", at-zero, e[0])
		}
		fmt.Println("-----", what)
	}
	for _, id := range []int{10, 11, 12, 0, 13} {
		took := w.opening(ofBench(id))
		dump(fmt.Sprint("open ", id, " ", took))
	}
	for range 3 {
		before := w.text("main header h2")
		took := w.timed(`document.querySelector("main header h2")?.textContent !== arguments[0]`, w.pressing("e"), before)
		dump(fmt.Sprint("E ", took))
	}
}
