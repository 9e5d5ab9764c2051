import cadquery as cq

result = (
   cq.Sketch()
   .trapezoid(4,3,90)
   .vertices()
   .circle(.5, mode='s')
   .reset()
   .vertices()
   .fillet(.25)
   .reset()
   .rarray(.6,1,5,1).slot(1.5,0.4, mode='s', angle=90)
)
