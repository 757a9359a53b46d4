package main

import (
	"os"
	"runtime"
	"runtime/pprof"
	"time"
)

var sink []string

func slow(n int) string {
	s := ""
	for i := 0; i < n; i++ {
		s = s + "word"
	}
	return s
}

func main() {
	runtime.MemProfileRate = 512
	f, _ := os.Create("cpu.pprof")
	pprof.StartCPUProfile(f)
	end := time.Now().Add(2 * time.Second)
	for time.Now().Before(end) {
		sink = append(sink[:0], slow(500))
	}
	pprof.StopCPUProfile()
	f.Close()
	h, _ := os.Create("heap.pprof")
	pprof.Lookup("allocs").WriteTo(h, 0)
	h.Close()
}
