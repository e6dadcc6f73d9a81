package window

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"runtime"
	"runtime/debug"

	"balcao/backend/desk"
)

// gate stands between the page and the shop: calls wait until the shop is open, and nothing that goes
// wrong behind it leaves the page without an answer.
type gate struct {
	opened chan struct{}
	ctx    context.Context
	desk   Desk
	err    error
}

func newGate() *gate { return &gate{opened: make(chan struct{})} }

// open lets the waiting calls through, to the shop or to the reason why there is none. Called once.
func (g *gate) open(ctx context.Context, d Desk, err error) {
	g.ctx, g.desk, g.err = ctx, d, err
	close(g.opened)
}

// pass runs one call of the page. A panic becomes an error, because Wails would leave the page waiting
// for ever; every error leaves as JSON {code, params}.
func pass[T any](g *gate, method string, call func(context.Context, Desk) (T, error)) (answer T, err error) {
	defer func() {
		if p := recover(); p != nil {
			slog.Error("window: a call panicked", "method", method, "panic", panicKind(p), "stack", string(debug.Stack()))
			err = onTheWire(method, desk.E(desk.ErrInternal, nil))
		}
	}()
	<-g.opened
	if g.err != nil {
		return answer, onTheWire(method, g.err)
	}
	answer, err = call(g.ctx, g.desk)
	fillLists(reflect.ValueOf(&answer))
	return answer, onTheWire(method, err)
}

// fillLists puts an empty list in the place of each that is missing, however deep: JSON's null is no list to the page.
func fillLists(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fillLists(v.Elem())
		}
	case reflect.Struct:
		for field, value := range v.Fields() {
			if field.IsExported() {
				fillLists(value)
			}
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return // bytes are a text in JSON
		}
		if v.IsNil() {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		}
		for i := range v.Len() {
			fillLists(v.Index(i))
		}
	case reflect.Map:
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
		for key, value := range v.Seq2() {
			if value.Kind() == reflect.Slice && value.IsNil() {
				v.SetMapIndex(key, reflect.MakeSlice(value.Type(), 0, 0))
			}
		}
	}
}

// do is pass for calls without an answer.
func do(g *gate, method string, call func(context.Context, Desk) error) error {
	_, err := pass(g, method, func(ctx context.Context, d Desk) (struct{}, error) { return struct{}{}, call(ctx, d) })
	return err
}

// panicKind describes a panic without its words, which may be a customer's.
func panicKind(p any) string {
	if e, ok := p.(runtime.Error); ok {
		return e.Error()
	}
	return fmt.Sprintf("%T", p)
}

// wireError is an error whose text is JSON: the only form in which Wails hands an error to the page.
type wireError Problem

// Error gives {"code", "params"}.
func (e wireError) Error() string {
	text, err := json.Marshal(Problem(e))
	if err != nil {
		return `{"code":"internal","params":{}}`
	}
	return string(text)
}

func onTheWire(method string, err error) error {
	if err == nil {
		return nil
	}
	coded := desk.AsError(err)
	if coded.Code != desk.ErrSuperseded { // every key typed makes one
		slog.Warn("window: a call failed", "method", method, "code", coded.Code)
	}
	return wireError(*ProblemOf(coded))
}

// ProblemOf puts a coded error in its transfer type; nil for nil.
func ProblemOf(e *desk.Error) *Problem {
	if e == nil {
		return nil
	}
	params := e.Params
	if params == nil {
		params = map[string]string{}
	}
	return &Problem{Code: string(e.Code), Params: params}
}
